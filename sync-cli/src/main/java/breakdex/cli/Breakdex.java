package breakdex.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
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
        CommandLine line = commandLine();
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
            context.console().out().flush();
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

    CommandLine commandLine() {
        CommandLine line = new CommandLine(this);
        addCommands(line);
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

    /** Parents first: an option that is inherited reaches only what is added after it. */
    private void addCommands(CommandLine line) {
        line.addSubcommand(new BackupCommand(context));
        line.addSubcommand(new AddCommand(context));
        addGroup(
                line,
                new ProviderCommand(context),
                List.of(
                        new ProviderAddCommand(context),
                        new ProviderListCommand(context),
                        new ProviderTestCommand(context),
                        new ProviderSetCommand(context),
                        new ProviderReconnectCommand(context),
                        new ProviderRemoveCommand(context)));
        line.addSubcommand(new SyncCommand(context));
        line.addSubcommand(new StatusCommand(context));
        addGroup(
                line,
                new OpsCommand(context),
                List.of(new OpsListCommand(context), new OpsRetryCommand(context), new OpsCancelCommand(context)));
        line.addSubcommand(new VerifyCommand(context));
        line.addSubcommand(new FreeCommand(context));
        line.addSubcommand(new RestoreCommand(context));
        line.addSubcommand(new DeleteCommand(context));
        line.addSubcommand(new UndeleteCommand(context));
        line.addSubcommand(new WhyCommand(context));
        line.addSubcommand(new DoctorCommand(context));
        addGroup(
                line,
                new ConfigCommand(context),
                List.of(new ConfigListCommand(context), new ConfigSetCommand(context)));
    }

    private static void addGroup(CommandLine line, Object group, List<? extends EngineCommand> members) {
        line.addSubcommand(group);
        List<CommandLine> all = List.copyOf(line.getSubcommands().values());
        CommandLine added = all.get(all.size() - 1);
        members.forEach(added::addSubcommand);
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
