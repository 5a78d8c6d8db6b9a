package breakdex.sync;

import java.util.List;

/** The result of a check-up: each line is one thing that was tried. */
public record DoctorReport(List<Line> lines) {
    /**
     * @param about the provider's name, or {@code home}
     * @param check what was tried
     * @param detail what came of it
     */
    public record Line(String about, String check, boolean passed, String detail) {}

    public boolean healthy() {
        return lines.stream().allMatch(Line::passed);
    }
}
