package io.telltale.localstack.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the people of a fleet say of its refs in the course of its life; the same for the same seed.
 *
 * <p>Most is right; some of it ties two IMEIs, or a SIM to a device that it is not in. Some holds
 * only for a span of time, in the past or from the past on, once from a day that lies ahead. One in
 * four links is said again with another span, one in four is withdrawn, and some of these are said
 * once more. One device is given more refs than a device may have, and later fewer.
 */
final class ClaimPlan {

    /** Shares of the life between which something is said. */
    private static final double FROM = 0.02;

    private static final double TO = 0.95;

    private static final int PUSH_DEVICES = 150;
    private static final int PUSH_PROFILES = 60;
    private static final int SIMS = 120;
    private static final int CARRIERS = 60;
    private static final int PAIRS_OF_IMEIS = 10;
    private static final int REFS_OF_THE_LARGEST = 68;
    private static final int TAKEN_FROM_THE_LARGEST = 12;
    private static final int WITHDRAWN_AS_A_WHOLE = 10;
    private static final Duration LONGEST_AGO = Duration.ofDays(40);
    private static final Duration AHEAD = Duration.ofDays(2);

    private final Random random;
    private final FleetRefs refs;
    private final Instant bornAt;
    private final List<Step> steps = new ArrayList<>();
    private int said;

    /** A plan for these refs. */
    ClaimPlan(long seed, FleetRefs refs, Instant bornAt) {
        this.random = new Random(seed);
        this.refs = refs;
        this.bornAt = bornAt;
    }

    /** Something that is said at a share of the life. */
    sealed interface Step {

        double at();

        /** That a ref and others are one device. */
        record Declare(
                double at,
                String ref,
                List<String> sameAs,
                @Nullable Instant validFrom,
                @Nullable Instant validTo,
                String by)
                implements Step {}

        /** That a ref and another are not. */
        record Withdraw(double at, String ref, String other, String by) implements Step {}

        /** That nothing holds that was said of a ref. */
        record WithdrawAll(double at, String ref, String by) implements Step {}
    }

    /** All of them, in order of time. */
    List<Step> steps() {
        for (var device : refs.graphDevices()) {
            say(one(refs.imeis()), device);
        }
        for (var number = 0; number < PUSH_DEVICES; number++) {
            say(one(refs.imeis()), one(refs.pushDevices()));
        }
        for (var number = 0; number < PUSH_PROFILES; number++) {
            say(one(refs.pushDevices()), one(refs.pushProfiles()));
        }
        for (var number = 0; number < SIMS; number++) {
            say(one(refs.imeis()), one(one(refs.together())));
        }
        for (var number = 0; number < CARRIERS; number++) {
            var together = one(refs.together());
            say(together.getFirst(), together.getLast());
        }
        for (var number = 0; number < PAIRS_OF_IMEIS; number++) {
            say(one(refs.imeis()), one(refs.imeis()));
        }
        ahead();
        largest();
        withdrawSomeAsAWhole();
        return steps.stream().sorted(Comparator.comparingDouble(Step::at)).toList();
    }

    /** A link and what becomes of it. */
    private void say(String one, String other) {
        if (one.equals(other)) {
            return;
        }
        var declared = declare(FROM + random.nextDouble() * (TO - FROM), one, other);
        var fate = random.nextInt(4);
        if (fate == 0) {
            declare(after(declared.at()), other, one);
        } else if (fate == 1) {
            var withdrawn = new Step.Withdraw(after(declared.at()), other, one, by());
            steps.add(withdrawn);
            if (random.nextInt(3) == 0) {
                declare(after(withdrawn.at()), one, other);
            }
        }
    }

    private Step.Declare declare(double at, String one, String other) {
        var from = random.nextInt(3) == 0 ? ago() : null;
        var to = random.nextInt(4) == 0 ? ago() : null;
        if (from != null && to != null && !from.isBefore(to)) {
            to = null;
        }
        var step = new Step.Declare(at, one, List.of(other), from, to, by());
        steps.add(step);
        return step;
    }

    private void withdrawSomeAsAWhole() {
        var declared =
                steps.stream()
                        .filter(Step.Declare.class::isInstance)
                        .map(Step.Declare.class::cast)
                        .toList();
        for (var number = 0; number < WITHDRAWN_AS_A_WHOLE; number++) {
            var one = one(declared);
            steps.add(new Step.WithdrawAll(after(one.at()), one.ref(), by()));
        }
    }

    private void ahead() {
        steps.add(
                new Step.Declare(
                        0.5,
                        refs.imeis().getFirst(),
                        List.of(refs.graphDevices().getFirst()),
                        bornAt.plus(AHEAD),
                        null,
                        by()));
    }

    private void largest() {
        var ref = refs.imeis().getLast();
        var others =
                refs.pushDevices()
                        .subList(
                                refs.pushDevices().size() - REFS_OF_THE_LARGEST,
                                refs.pushDevices().size());
        var half = others.size() / 2;
        steps.add(new Step.Declare(0.2, ref, others.subList(0, half), null, null, by()));
        steps.add(
                new Step.Declare(0.4, ref, others.subList(half, others.size()), null, null, by()));
        for (var other : others.subList(0, TAKEN_FROM_THE_LARGEST)) {
            steps.add(new Step.Withdraw(0.6, ref, other, by()));
        }
    }

    private Instant ago() {
        return bornAt.minusSeconds(random.nextLong(LONGEST_AGO.toSeconds()));
    }

    private double after(double at) {
        return at + random.nextDouble() * (TO - at);
    }

    private String by() {
        return "team " + said++;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
