package breakdex.cli;

import java.util.function.Supplier;

/**
 * What a command has to say, for people and for programs.
 *
 * @param page for people
 * @param json the fields for programs, asked for only with {@code --json}
 */
record Answer(ExitCode exit, Page page, Supplier<Doc> json) {}
