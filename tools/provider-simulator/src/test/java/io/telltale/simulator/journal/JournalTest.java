package io.telltale.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir private Path folder;

    @Test
    void replaysWhatWasAppended_byKindAndInOrder() throws IOException {
        try (var journal = Journal.open(folder)) {
            journal.append(List.of(entry("a", "1"), entry("b", "2")));
            journal.append(entry("a", "3"));
        }
        try (var journal = Journal.open(folder)) {
            assertThat(journal.replay("a", String.class)).containsExactly("1", "3");
            assertThat(journal.replay("b", String.class)).containsExactly("2");
        }
    }

    @Test
    void dropsALineCutShort_andGoesOnBehindTheLastWholeOne() throws IOException {
        try (var journal = Journal.open(folder)) {
            journal.append(entry("a", "1"));
        }
        Files.writeString(
                folder.resolve("journal.jsonl"), "[{\"kind\":\"a\"", StandardOpenOption.APPEND);
        try (var journal = Journal.open(folder)) {
            journal.append(entry("a", "2"));
        }
        try (var journal = Journal.open(folder)) {
            assertThat(journal.replay("a", String.class)).containsExactly("1", "2");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() throws IOException {
        try (var _ = Journal.open(folder)) {
            assertThatThrownBy(() -> Journal.open(folder))
                    .hasMessageContaining("another simulator is using");
        }
    }

    private static Journal.Entry entry(String kind, String content) {
        return new Journal.Entry(kind, content);
    }
}
