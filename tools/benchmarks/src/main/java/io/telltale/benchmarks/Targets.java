package io.telltale.benchmarks;

/**
 * What is to be reached on two cores that broker, application and client share, with 100,000
 * devices.
 */
enum Targets {
    INTRODUCED_PER_SECOND(8_000, 15_000),
    EVENTS_PER_SECOND(28_000, 40_000),
    RATIO_TO_PLAIN(0.12, 0.25),
    APP_MICROS(60, 45),
    BROKER_MICROS(10, 5),
    RECORDS_PER_EVENT(4.5, 4.0),
    PACED_RECORDS_PER_EVENT(5, 4.5),
    READ_MICROS(120, 100),
    READ_RATIO(0.55, 0.7),
    READ_P99_MILLIS(10, 5),
    ROW_SECONDS(0.8, 0.4),
    STATE_SECONDS(2, 1.2),
    ALIAS_SECONDS(4, 2.5),
    RESTART_SECONDS(25, 15),
    AGAINST_RATIO(1.1, 1.6),
    AGAINST_TOPICS_RATIO(2, 3),
    GROWTH(1.4, 1.2);

    private final double must;
    private final double goal;

    Targets(double must, double goal) {
        this.must = must;
        this.goal = goal;
    }

    double must() {
        return must;
    }

    double goal() {
        return goal;
    }
}
