package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real folders below made-up mounts and devices. */
class DiskTopologyTest {
    @TempDir
    Path temporary;

    private Path proc;
    private Path sys;
    private DiskTopology topology;

    @BeforeEach
    void makeUpASystem() throws IOException {
        temporary = temporary.toRealPath();
        proc = Files.createDirectories(temporary.resolve("proc"));
        sys = Files.createDirectories(temporary.resolve("sys"));
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(sys.resolve("dev/block"));
        Files.createDirectories(sys.resolve("class/block"));
        Files.createDirectories(sys.resolve("block"));
        Files.writeString(proc.resolve("self/mountinfo"), "");
        topology = new DiskTopology(proc, sys);
    }

    private Path mount(String name, String device, String type, String source, String options) throws IOException {
        Path point = Files.createDirectories(temporary.resolve("mnt").resolve(name));
        String escaped = point.toString().replace(" ", "\\040");
        String line = "36 25 " + device + " / " + escaped + " rw shared:1 master:2 - " + type + " " + source + " "
                + options + "\n";
        Path table = proc.resolve("self/mountinfo");
        Files.writeString(table, Files.readString(table) + line);
        return point;
    }

    private Path disk(String name, String device, String serial) throws IOException {
        Path disk = Files.createDirectories(sys.resolve("devices").resolve(name));
        Files.createDirectories(disk.resolve("slaves"));
        link(name, device, disk);
        if (!serial.isEmpty()) {
            Files.createDirectories(disk.resolve("device"));
            Files.writeString(disk.resolve("device/serial"), serial + "\n");
        }
        return disk;
    }

    private Path partition(Path disk, String name, String device) throws IOException {
        Path partition = Files.createDirectories(disk.resolve(name));
        Files.writeString(partition.resolve("partition"), "1\n");
        link(name, device, partition);
        return partition;
    }

    private void link(String name, String device, Path target) throws IOException {
        Files.createSymbolicLink(sys.resolve("dev/block").resolve(device), target);
        Files.createSymbolicLink(sys.resolve("class/block").resolve(name), target);
        Files.createSymbolicLink(sys.resolve("block").resolve(name), target);
    }

    private static void standsOn(Path device, Path... slaves) throws IOException {
        for (Path slave : slaves) {
            Files.createSymbolicLink(device.resolve("slaves").resolve(String.valueOf(slave.getFileName())), slave);
        }
    }

    @Test
    void aPartitionStandsOnItsDisk() throws Exception {
        partition(disk("sda", "8:0", "WD-123"), "sda1", "8:1");
        Path folder = mount("usb", "8:1", "ext4", "/dev/sda1", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:WD-123");
    }

    @Test
    void aFolderThatDoesNotExistYetStandsWhereItsParentDoes() throws Exception {
        disk("sda", "8:0", "WD-123");
        Path folder = mount("usb", "8:0", "ext4", "/dev/sda", "rw");
        assertThat(topology.devicesUnder(folder.resolve("a/b"))).containsExactly("disk:WD-123");
    }

    @Test
    void theDeepestMountCounts() throws Exception {
        disk("sda", "8:0", "outer");
        disk("sdb", "8:16", "inner");
        mount("a", "8:0", "ext4", "/dev/sda", "rw");
        Path folder = mount("a/b", "8:16", "ext4", "/dev/sdb", "rw");
        mount("a/bc", "8:0", "ext4", "/dev/sda", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:inner");
    }

    @Test
    void ofTwoMountsOnOnePointTheLastCounts() throws Exception {
        disk("sda", "8:0", "below");
        disk("sdb", "8:16", "above");
        mount("a", "8:0", "ext4", "/dev/sda", "rw");
        Path folder = mount("a", "8:16", "ext4", "/dev/sdb", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:above");
    }

    @Test
    void blanksInAMountPointAreRead() throws Exception {
        disk("sda", "8:0", "WD-123");
        Path folder = mount("my disk", "8:0", "ext4", "/dev/sda", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:WD-123");
        assertThat(MountTable.unescape("a\\040b\\134c\\011ü")).isEqualTo("a b\\c\tü");
    }

    @Test
    void aVolumeStandsOnAllThatItsLayersStandOn() throws Exception {
        Path one = partition(disk("sda", "8:0", "one"), "sda1", "8:1");
        Path two = disk("sdb", "8:16", "two");
        Path raid = disk("md0", "9:0", "");
        standsOn(raid, one, two);
        Path crypt = disk("dm-0", "253:0", "");
        standsOn(crypt, raid);
        Path folder = mount("safe", "253:0", "xfs", "/dev/mapper/safe", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:one", "disk:two");
    }

    @Test
    void aDiskWithoutSerialGoesByItsKernelName() throws Exception {
        disk("vda", "254:0", "");
        Path folder = mount("a", "254:0", "ext4", "/dev/vda", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:vda");
    }

    @Test
    void aSerialCannotLookLikeTwoDisks() throws Exception {
        disk("sda", "8:0", " A+disk:B c ");
        Path folder = mount("a", "8:0", "ext4", "/dev/sda", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:A_disk:B_c");
    }

    @Test
    void aLoopDeviceStandsOnTheDiskOfItsFile() throws Exception {
        disk("sda", "8:0", "WD-123");
        Path image =
                Files.createFile(mount("usb", "8:0", "ext4", "/dev/sda", "rw").resolve("image"));
        Path loop = disk("loop0", "7:0", "");
        Files.createDirectories(loop.resolve("loop"));
        Files.writeString(loop.resolve("loop/backing_file"), image + "\n");
        Path folder = mount("inner", "7:0", "ext4", "/dev/loop0", "rw");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:WD-123");
        Files.delete(image);
        assertThat(topology.devicesUnder(folder)).isEmpty();
    }

    @Test
    void aBtrfsStandsOnAllItsDevices() throws Exception {
        Path one = disk("sda", "8:0", "one");
        Path two = disk("sdb", "8:16", "two");
        disk("sdc", "8:32", "three");
        Path devices = Files.createDirectories(sys.resolve("fs/btrfs/1234/devices"));
        Files.createSymbolicLink(devices.resolve("sda"), one);
        Files.createSymbolicLink(devices.resolve("sdb"), two);
        Path other = Files.createDirectories(sys.resolve("fs/btrfs/5678/devices"));
        Files.createSymbolicLink(other.resolve("sdc"), sys.resolve("devices/sdc"));
        Path folder = mount("pool", "0:40", "btrfs", "/dev/sda", "rw,subvol=/home");
        assertThat(topology.devicesUnder(folder)).containsExactly("disk:one", "disk:two");
    }

    @Test
    void aShareStandsOnItsServer() throws Exception {
        Path nfs = mount("nfs", "0:50", "nfs4", "NAS.local:/videos", "rw,addr=10.0.0.7");
        Path smb = mount("smb", "0:51", "cifs", "//nas/videos", "rw");
        Path six = mount("six", "0:52", "nfs", "[fe80::1]:/videos", "rw");
        assertThat(topology.devicesUnder(nfs)).containsExactly("server:10.0.0.7", "server:nas.local");
        assertThat(topology.devicesUnder(smb)).containsExactly("server:nas");
        assertThat(topology.devicesUnder(six)).containsExactly("server:fe80::1");
    }

    @Test
    void aShareOfThisVeryMachineCannotBeTold() throws Exception {
        Path name = mount("a", "0:50", "nfs4", "localhost:/videos", "rw");
        Path address = mount("b", "0:51", "nfs4", "me:/videos", "rw,addr=127.0.0.1");
        assertThat(topology.devicesUnder(name)).isEmpty();
        assertThat(topology.devicesUnder(address)).isEmpty();
    }

    @Test
    void whatHasNoDeviceCannotBeTold() throws Exception {
        for (String type : new String[] {"tmpfs", "fuse.rclone", "overlay", "zfs", "9p"}) {
            Path folder = mount(type, "0:60", type, "none", "rw");
            assertThat(topology.devicesUnder(folder)).as(type).isEmpty();
        }
        disk("zram0", "252:0", "");
        assertThat(topology.devicesUnder(mount("z", "252:0", "ext4", "/dev/zram0", "rw")))
                .isEmpty();
    }

    @Test
    void halfAnAnswerIsNone() throws Exception {
        Path known = disk("sda", "8:0", "one");
        Path raid = disk("md0", "9:0", "");
        standsOn(raid, known);
        Files.createSymbolicLink(raid.resolve("slaves/sdz"), sys.resolve("devices/gone"));
        Path folder = mount("safe", "9:0", "xfs", "/dev/md0", "rw");
        assertThat(topology.devicesUnder(folder)).isEmpty();
    }

    @Test
    void aSystemThatIsNoLinuxTellsNothing() {
        DiskTopology elsewhere = new DiskTopology(temporary.resolve("none"), temporary.resolve("none"));
        assertThat(elsewhere.devicesUnder(temporary)).isEmpty();
    }

    @Test
    void aLoopOfDevicesEnds() throws Exception {
        Path one = disk("dm-1", "253:1", "");
        Path two = disk("dm-2", "253:2", "");
        standsOn(one, two);
        standsOn(two, one);
        assertThat(topology.devicesUnder(mount("a", "253:1", "ext4", "/dev/dm-1", "rw")))
                .isEmpty();
    }
}
