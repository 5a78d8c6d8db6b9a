package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.ImportReport;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Takes in the app's manifest.json, version 1.",
            "What was changed here after it was exported stays as it is."
        },
        footerHeading = "%nExample:%n",
        footer = "  breakdex library import manifest.json")
final class LibraryImportCommand extends EngineCommand {
    @Parameters(arity = "1", paramLabel = "FILE", description = "The document.")
    private Path file;

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    LibraryImportCommand(Context context) {
        super(context);
        this.file = Path.of("");
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    boolean beginsHome() {
        return !dry.dryRun;
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        ImportReport report = engine.metadata().take(read(TypedPaths.absolute(file)), dry.dryRun);
        Page page = new Page();
        FindingPrinter.print(report.findings(), page);
        String things = Units.count(report.items(), "thing");
        page.gap()
                .plain(
                        dry.dryRun
                                ? "Would take in " + things + "."
                                : "Took in " + things + ", " + Units.count(report.changed())
                                        + " of them new or changed.");
        page.plain(dry.dryRun ? DryRunOption.NOTHING_CHANGED : "Next: `breakdex sync` tells the other devices.");
        return new Answer(
                report.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE,
                page,
                () -> Shapes.imported(report, dry.dryRun));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw NamedValues.usage("Nothing was imported: " + file + " is not text in UTF-8.");
        } catch (NoSuchFileException e) {
            throw NamedValues.usage("Nothing was imported: there is no file " + file + ".");
        } catch (IOException e) {
            throw NamedValues.usage("Nothing was imported: " + file + " cannot be read (" + e.getMessage() + ").");
        }
    }
}
