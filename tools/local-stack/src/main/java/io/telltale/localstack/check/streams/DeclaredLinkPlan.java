package io.telltale.localstack.check.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The links that people declare and withdraw in the course of a fleet's life; the same for the same
 * seed.
 *
 * <p>Most are right; some link two IMEIs, or a SIM to a device that it is not in. Some hold only
 * for an interval, in the past or from the past on, once from a day that lies ahead. One in four is
 * declared again with another interval, one in four is withdrawn, and some of these are declared
 * once more. One device is given more refs than a device may have, and later fewer. Requests spell
 * some refs oddly.
 */
final class DeclaredLinkPlan {

    /** Shares of the life between which links are declared. */
    private static final double FROM = 0.02;

    private static final double TO = 0.95;

    private static final int PUSH_DEVICES = 150;
    private static final int PUSH_PROFILES = 60;
    private static final int SIMS = 120;
    private static final int CARRIERS = 60;
    private static final int PAIRS_OF_IMEIS = 10;
    private static final int DRAWN = 60;
    private static final int REFS_OF_THE_LARGEST = 68;
    private static final int TAKEN_FROM_THE_LARGEST = 12;
    private static final int WITHDRAWN_AS_A_WHOLE = 10;
    private static final Duration LONGEST_AGO = Duration.ofDays(40);
    private static final Duration AHEAD = Duration.ofDays(2);

    private final Random random;
    private final FleetRefs refs;
    private final Instant bornAt;
    private final List<Step> steps = new ArrayList<>();
    private int declared;

    /** A plan for these refs. */
    DeclaredLinkPlan(long seed, FleetRefs refs, Instant bornAt) {
        this.random = new Random(seed);
        this.refs = refs;
        this.bornAt = bornAt;
    }

    /** A request at a share of the life. */
    sealed interface Step {

        double at();

        /** Declares that a ref and others are one device. */
        record Declare(
                double at,
                String ref,
                List<String> sameAs,
                @Nullable Instant validFrom,
                @Nullable Instant validTo,
                String by)
                implements Step {}

        /** Withdraws the link of a ref and another. */
        record Withdraw(double at, String ref, String other, String by) implements Step {}

        /** Withdraws every link of a ref. */
        record WithdrawAll(double at, String ref, String by) implements Step {}
    }

    /** All of them, in order of time. */
    List<Step> steps() {
        for (var device : refs.graphDevices()) {
            link(one(refs.imeis()), device);
        }
        for (var number = 0; number < PUSH_DEVICES; number++) {
            link(one(refs.imeis()), one(refs.pushDevices()));
        }
        for (var number = 0; number < PUSH_PROFILES; number++) {
            link(one(refs.pushDevices()), one(refs.pushProfiles()));
        }
        for (var number = 0; number < SIMS; number++) {
            link(one(refs.imeis()), one(one(refs.together())));
        }
        for (var number = 0; number < CARRIERS; number++) {
            var together = one(refs.together());
            link(together.getFirst(), together.getLast());
        }
        for (var number = 0; number < PAIRS_OF_IMEIS; number++) {
            link(one(refs.imeis()), one(refs.imeis()));
        }
        for (var number = 0; number < DRAWN; number++) {
            var device = one(refs.drawn());
            link(one(device), one(one(refs.drawn())));
        }
        ahead();
        largest();
        withdrawSomeAsAWhole();
        return steps.stream().sorted(Comparator.comparingDouble(Step::at)).toList();
    }

    /** Declares a link; some are declared again or withdrawn later. */
    private void link(String one, String other) {
        if (one.equals(other)) {
            return;
        }
        var first = declare(FROM + random.nextDouble() * (TO - FROM), one, other);
        var fate = random.nextInt(4);
        if (fate == 0) {
            declare(after(first.at()), other, one);
        } else if (fate == 1) {
            var withdrawn = new Step.Withdraw(after(first.at()), other, one, by());
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
        return "team " + declared++;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
