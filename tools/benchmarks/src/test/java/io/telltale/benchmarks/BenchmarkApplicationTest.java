package io.telltale.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class BenchmarkApplicationTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void explainsItsOptions() {
        assertThat(run("streams", "--help")).isZero();
        assertThat(out.toString()).contains("--devices", "--growth", "--profile", "Exit code");
    }

    @Test
    void endsWithCode2_whenAnOptionIsOutOfRange() {
        assertThat(run("streams", "--reads=0")).isEqualTo(2);
        assertThat(err.toString()).contains("Expected --reads of 1 to 50000, was 0.");
    }

    @Test
    void endsWithCode2_whenNothingIsNamed() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Expected what to measure: streams.");
    }

    private int run(String... arguments) {
        return BenchmarkApplication.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
