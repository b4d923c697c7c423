package io.telltale.localstack.run;

import io.telltale.localstack.plan.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sign that a data folder is Telltale's, and may be cleared: a file that is left in it when it
 * is first used, but only if nothing else is in it then.
 */
public final class OwnFolder {

    private static final String MARKER = "telltale-data";

    private final Path folder;

    /** The data folder of this layout. */
    public OwnFolder(Layout layout) {
        this.folder = layout.data();
    }

    /** Makes the folder if need be, and marks it if it is empty. */
    public void markIfEmpty() throws StackStartException {
        try {
            Files.createDirectories(folder);
            if (isEmpty()) {
                Files.writeString(
                        marker(),
                        "Telltale keeps its data here; ./telltale up --fresh removes it.\n");
            }
        } catch (IOException e) {
            throw new StackStartException(
                    "The data folder %s cannot be used: %s.".formatted(folder, e));
        }
    }

    /** Refuses a folder that held something else before Telltale came. */
    public void refuseIfForeign() throws StackStartException {
        if (!Files.isRegularFile(marker())) {
            throw new StackStartException(
                    "The folder %s was not made by Telltale (it has no file %s), so --fresh does not clear it; remove it yourself or name another one with --data."
                            .formatted(folder, MARKER));
        }
    }

    private boolean isEmpty() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private Path marker() {
        return folder.resolve(MARKER);
    }
}
