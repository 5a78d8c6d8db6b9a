package breakdex.sync.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** One device: its files, its clock, its machine, and the person who sits before it. */
final class SimDevice implements AutoCloseable {
    final String name;
    final SimTime.Face clock;
    final SimFiles files;
    final Hands hands;
    final Person person;
    final Fate fate;
    final SimMachine machine;

    /** Its past came back once. */
    boolean cameBack;
    /** Its past came back, and it has not noticed yet. */
    boolean mayBeAnother;

    private final SimWorld world;

    SimDevice(String name, Path root, SimWorld world, Weather weather, Random random, Baton baton, Watch watch) {
        this.name = name;
        this.world = world;
        this.clock = world.time.new Face();
        this.files = new SimFiles(root, clock);
        world.join(files);
        this.hands = new Hands(files, random);
        this.fate = new Fate(random, hands, weather);
        this.machine = new SimMachine(this, world, random, baton, watch);
        this.person = new Person(this, world, random);
    }

    Promises.Moment moment() throws IOException {
        return new Promises.Moment(machine.records(), Truth.of(world, files), world.time.now());
    }

    @Override
    public void close() {
        machine.close();
    }
}
