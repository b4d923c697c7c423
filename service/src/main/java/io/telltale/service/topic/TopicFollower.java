package io.telltale.service.topic;

/** Follows a topic on a thread of its own, for as long as the process runs. */
public interface TopicFollower {

    /** What it follows, for people. */
    String name();

    /** Whether it ended although nothing stopped it: what it holds grows old from then on. */
    boolean isDead();
}
