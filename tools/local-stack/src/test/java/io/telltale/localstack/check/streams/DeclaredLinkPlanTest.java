package io.telltale.localstack.check.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.check.streams.DeclaredLinkPlan.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeclaredLinkPlanTest {

    private static final Instant BIRTH = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void linksAreDeclared_declaredAgain_withdrawnAndDeclaredOnceMore_inOrderOfTime() {
        var steps = plan(1).steps();

        assertThat(steps.stream().filter(Step.Declare.class::isInstance)).hasSizeGreaterThan(400);
        assertThat(steps.stream().filter(Step.Withdraw.class::isInstance)).hasSizeGreaterThan(80);
        assertThat(steps.stream().filter(Step.WithdrawAll.class::isInstance)).hasSize(10);
        assertThat(steps).extracting(Step::at).isSorted().allMatch(at -> at > 0 && at < 1);
        assertThat(declared(steps)).anyMatch(step -> step.validFrom() != null);
        assertThat(declared(steps)).anyMatch(step -> step.validTo() != null);
        assertThat(declared(steps))
                .anyMatch(step ->
                        step.validFrom() != null && step.validFrom().isAfter(BIRTH.plusSeconds(1)));
        assertThat(declared(steps)).extracting(Step.Declare::by).doesNotHaveDuplicates();
    }

    @Test
    void oneDeviceIsGivenMoreRefsThanItMayHave() {
        assertThat(declared(plan(1).steps()).stream().filter(step -> step.sameAs().size() > 1))
                .extracting(step -> step.sameAs().size())
                .containsExactly(34, 34);
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(plan(7).steps()).isEqualTo(plan(7).steps()).isNotEqualTo(plan(8).steps());
    }

    private static List<Step.Declare> declared(List<Step> steps) {
        return steps.stream()
                .filter(Step.Declare.class::isInstance)
                .map(Step.Declare.class::cast)
                .toList();
    }

    private static DeclaredLinkPlan plan(long seed) {
        var imeis = refs("imei:%015d", 1, 200);
        return new DeclaredLinkPlan(
                seed,
                new FleetRefs(
                        imeis.stream()
                                .map(imei -> List.of("msisdn:1" + imei.substring(16), imei))
                                .toList(),
                        imeis,
                        refs("xtremepush:p:%d", 1, 300),
                        refs("xtremepush-profile:p:%d", 1, 100),
                        refs("graph:g%d", 1, 100),
                        DrawnFleet.devices()),
                BIRTH);
    }

    private static List<String> refs(String form, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(form::formatted).toList();
    }
}
