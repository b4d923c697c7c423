package io.telltale.localstack.check.cluster;

/** A kind of read, and how many of 100 reads are of it. */
enum ReadKind {
    DEVICE("device", 30),
    TASKS("tasks", 10),
    SMS("sms", 10),
    TIMELINE("timeline", 10),
    PUSH_ACTIONS("push-actions", 5),
    IDENTITY("identity", 5),
    DEVICES("device-list", 5),
    CAMPAIGN("campaign", 9),
    MEMBERS("members", 5),
    CAMPAIGNS("campaign-list", 3),
    UNKNOWN("unknown-device", 8);

    private final String text;
    private final int share;

    ReadKind(String text, int share) {
        this.text = text;
        this.share = share;
    }

    int share() {
        return share;
    }

    /** Whether it is a read of one device that exists. */
    boolean isOfDevice() {
        return switch (this) {
            case DEVICE, TASKS, SMS, TIMELINE, PUSH_ACTIONS, IDENTITY -> true;
            case DEVICES, CAMPAIGN, MEMBERS, CAMPAIGNS, UNKNOWN -> false;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
