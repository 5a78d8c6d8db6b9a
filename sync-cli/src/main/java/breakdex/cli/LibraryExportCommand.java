package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes what is known as the app's manifest.json, version 1. Never over another file.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex library export manifest.json")
final class LibraryExportCommand extends EngineCommand {
    @Parameters(arity = "1", paramLabel = "FILE", description = "The document to write.")
    private Path file;

    LibraryExportCommand(Context context) {
        super(context);
        this.file = Path.of("");
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        Path target = TypedPaths.absolute(file);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            try (Writer writer = Files.newBufferedWriter(part, StandardOpenOption.CREATE_NEW)) {
                engine.metadata().write(writer);
            }
            Files.move(part, target);
        } catch (FileAlreadyExistsException e) {
            throw NamedValues.usage(e.getFile() + " is there already; it was left alone. Give another name.");
        } catch (NoSuchFileException e) {
            throw NamedValues.usage(target + " cannot be written: there is no such folder.");
        } catch (IOException e) {
            throw NamedValues.usage(target + " cannot be written (" + e.getMessage() + ").");
        }
        Page page = new Page().plain("Wrote " + target + ".");
        return new Answer(ExitCode.DONE, page, () -> new Doc().with("file", target.toString()));
    }
}
