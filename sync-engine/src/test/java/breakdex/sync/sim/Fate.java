package breakdex.sync.sim;

import breakdex.sync.sim.Hazards.Steps;
import java.time.Duration;
import java.util.Random;

/** Draws what befalls the engine during its next work. */
final class Fate {
    private static final int[] REACHES = {4, 12, 30, 80};

    /** Freeing one file takes some ten of them, and what matters happens between two of these. */
    private static final int DATABASE_REACH = 12;

    /** From the certificate's commit to the note that the file is gone there are four of them. */
    private static final int AWAY_REACH = 4;

    private final Random random;
    private final Hands hands;
    private final Weather weather;

    Fate(Random random, Hands hands, Weather weather) {
        this.random = random;
        this.hands = hands;
        this.weather = weather;
    }

    /** @return what it will be, to be told after the name of the work; empty if nothing */
    String befall(Hazards hazards, boolean freeing) {
        String what = freeing ? whileFreeing(hazards) : otherwise(hazards);
        if (random.nextBoolean()) {
            hazards.powerAtStake();
        }
        return what;
    }

    /** No copy rots here: then nobody could say whether the certificate stood on it. */
    private String whileFreeing(Hazards hazards) {
        return switch (random.nextInt(9)) {
            case 0 -> dying(hazards, moment(true));
            case 1, 2, 3 -> dying(hazards, new Hazards.Moment(Steps.WITH_A_FILE_AWAY, 1 + random.nextInt(AWAY_REACH)));
            case 4, 5, 6 -> meddling(hazards, moment(true), true);
            case 7 -> failing(hazards);
            default -> suddenly(hazards, moment(true));
        };
    }

    /** What may befall who works beside a removal: no copy rots then. */
    String befallBeside(Hazards hazards) {
        Hazards.Moment when = moment(false);
        return switch (random.nextInt(10)) {
            case 8, 9 -> standingStill(hazards, when);
            case 0, 1 -> dying(hazards, when);
            case 2 -> failing(hazards);
            case 3 -> suddenly(hazards, when);
            default -> "";
        };
    }

    private String otherwise(Hazards hazards) {
        Hazards.Moment when = moment(false);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> dying(hazards, when);
            case 3 -> failing(hazards);
            case 9 -> repeating(hazards);
            case 10 -> standingStill(hazards, when);
            case 4, 5 -> meddling(hazards, when, false);
            case 6, 7 -> storingOtherBytes(hazards);
            case 8 -> suddenly(hazards, when);
            default -> "";
        };
    }

    private static String dying(Hazards hazards, Hazards.Moment when) {
        hazards.crashAt(when);
        return ", dying at " + when;
    }

    private static String failing(Hazards hazards) {
        hazards.failing(10);
        return ", a tenth of the calls failing";
    }

    /** At any moment. */
    String standingStill(Hazards hazards) {
        return standingStill(hazards, moment(false));
    }

    private String standingStill(Hazards hazards, Hazards.Moment when) {
        Duration length = Duration.ofMinutes(1 + random.nextInt(30));
        hazards.stallAt(when, length);
        return ", standing still at " + when + " for " + length;
    }

    private static String repeating(Hazards hazards) {
        hazards.repeating(50);
        return ", half of the calls arriving twice";
    }

    private String suddenly(Hazards hazards, Hazards.Moment when) {
        hazards.happensAt(when, weather.sudden());
        return ", a place failing at " + when;
    }

    private String storingOtherBytes(Hazards hazards) {
        Runnable rot = weather.rotOfWhatComes();
        Hazards.Moment death = deathSoon();
        hazards.afterCommit(() -> {
            rot.run();
            hazards.crashAt(death);
        });
        return ", a place storing other bytes" + andDying(death);
    }

    private String meddling(Hazards hazards, Hazards.Moment when, boolean freeing) {
        String file = hands.inMind();
        if (file.isEmpty()) {
            return "";
        }
        Runnable meddling = hands.meddlingWith(file, freeing);
        Hazards.Moment death = deathSoon();
        hazards.happensAt(when, () -> {
            meddling.run();
            hazards.crashAt(death);
        });
        return ", " + file + " meddled with at " + when + andDying(death);
    }

    /** So soon after something happened that it may be half dealt with; or never. */
    private Hazards.Moment deathSoon() {
        return new Hazards.Moment(Steps.ALL, random.nextBoolean() ? 1 + random.nextInt(10) : 0);
    }

    private static String andDying(Hazards.Moment death) {
        return death.number() == 0 ? "" : ", dying at " + death + " from there";
    }

    /** Most steps of freeing are reads of copies, and there hardly anything can be cut short. */
    private Hazards.Moment moment(boolean freeing) {
        return freeing && random.nextInt(3) > 0
                ? new Hazards.Moment(Steps.OF_DATABASE, 1 + random.nextInt(DATABASE_REACH))
                : new Hazards.Moment(Steps.ALL, 1 + random.nextInt(REACHES[random.nextInt(REACHES.length)]));
    }
}
