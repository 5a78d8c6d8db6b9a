package breakdex.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line as a whole: which commands there are, and what becomes of what they throw. */
@Command(
        name = "breakdex",
        description = "Keeps every video on two places or more, proves it, and only then lets the local file go.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footerHeading = "%nExample:%n",
        footer = "  breakdex backup ~/Videos --to disk=/media/disk/Breakdex --to nas=/mnt/nas/Breakdex")
final class Breakdex implements Callable<Integer> {
    private static final int MOST_COLUMNS = 100;

    @Mixin
    final CommonOptions options;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    private final Context context;
    private final Failures failures;

    Breakdex(Context context) {
        this.context = context;
        this.options = context.options();
        this.failures = new Failures(context);
    }

    /** Runs one command and returns its exit code. Throws nothing. */
    int run(String... arguments) {
        return failures.delivered(execute(arguments));
    }

    private int execute(String... arguments) {
        CommandLine line = commandLine(List.of(arguments));
        boolean json = Arrays.asList(arguments).contains("--json");
        line.setParameterExceptionHandler((wrong, all) -> usage(wrong, json));
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> failures.report(failure).code());
        try {
            return line.execute(arguments);
        } catch (Error broken) {
            // Picocli passes these on; a person still gets one sentence.
            return failures.report(broken).code();
        } finally {
            context.console().err().flush();
        }
    }

    private int usage(ParameterException wrong, boolean json) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        return failures.usage(Objects.toString(wrong.getMessage(), "The command was put wrongly"), command, json)
                .code();
    }

    /** Without a command: the help, and the exit code that says that nothing was asked. */
    @Override
    public Integer call() {
        commandLine().usage(context.console().err());
        return ExitCode.USAGE.code();
    }

    /** With all its commands, as for help. */
    CommandLine commandLine() {
        return commandLine(List.of());
    }

    /** With only the command that these arguments ask for, where that is plain. */
    private CommandLine commandLine(List<String> arguments) {
        CommandLine line = new CommandLine(this);
        addCommands(line, arguments);
        explainExits(line);
        line.setOut(context.console().out());
        line.setErr(context.console().err());
        line.setColorScheme(Help.defaultColorScheme(context.console().colour() ? Help.Ansi.ON : Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.max(
                Console.DEFAULT_COLUMNS,
                Math.min(MOST_COLUMNS, context.console().columns())));
        // A file may be called @clip.mp4.
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /**
     * Adds the commands; where it is plain which one is asked for, that one alone, since to describe one that nobody
     * asked for takes as long as to run it.
     */
    private void addCommands(CommandLine line, List<String> arguments) {
        Map<String, Supplier<List<?>>> commands = commands();
        Supplier<List<?>> asked = commands.get(CommonOptions.commandIn(arguments));
        Collection<Supplier<List<?>>> wanted = asked == null ? commands.values() : List.of(asked);
        wanted.forEach(each -> add(line, each.get()));
    }

    /** By their names, in the order of the help: each command, and after it those that stand below it. */
    private Map<String, Supplier<List<?>>> commands() {
        Map<String, Supplier<List<?>>> commands = new LinkedHashMap<>();
        commands.put("backup", () -> List.of(new BackupCommand(context)));
        commands.put("add", () -> List.of(new AddCommand(context)));
        commands.put(
                "provider",
                () -> List.of(
                        new ProviderCommand(context),
                        new ProviderAddCommand(context),
                        new ProviderListCommand(context),
                        new ProviderTestCommand(context),
                        new ProviderSetCommand(context),
                        new ProviderReconnectCommand(context),
                        new ProviderRemoveCommand(context)));
        commands.put("sync", () -> List.of(new SyncCommand(context)));
        commands.put("worker", () -> List.of(new WorkerCommand(context)));
        commands.put("status", () -> List.of(new StatusCommand(context)));
        commands.put(
                "ops",
                () -> List.of(
                        new OpsCommand(context),
                        new OpsListCommand(context),
                        new OpsRetryCommand(context),
                        new OpsCancelCommand(context)));
        commands.put("verify", () -> List.of(new VerifyCommand(context)));
        commands.put("free", () -> List.of(new FreeCommand(context)));
        commands.put("restore", () -> List.of(new RestoreCommand(context)));
        commands.put("delete", () -> List.of(new DeleteCommand(context)));
        commands.put("undelete", () -> List.of(new UndeleteCommand(context)));
        commands.put("rebuild", () -> List.of(new RebuildCommand(context)));
        commands.put("why", () -> List.of(new WhyCommand(context)));
        commands.put(
                "library",
                () -> List.of(
                        new LibraryCommand(), new LibraryImportCommand(context), new LibraryExportCommand(context)));
        commands.put("doctor", () -> List.of(new DoctorCommand(context)));
        commands.put(
                "config",
                () -> List.of(
                        new ConfigCommand(context), new ConfigListCommand(context), new ConfigSetCommand(context)));
        return commands;
    }

    /** Parents first: an option that is inherited reaches only what is added after it. */
    private static void add(CommandLine line, List<?> family) {
        line.addSubcommand(family.get(0));
        List<CommandLine> all = List.copyOf(line.getSubcommands().values());
        CommandLine parent = all.get(all.size() - 1);
        family.subList(1, family.size()).forEach(parent::addSubcommand);
    }

    private static void explainExits(CommandLine line) {
        Object command = line.getCommandSpec().userObject();
        List<ExitCode> codes = command instanceof EngineCommand one ? one.allExits() : List.of(ExitCode.values());
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.table(codes));
        line.getSubcommands().values().forEach(Breakdex::explainExits);
    }
}
