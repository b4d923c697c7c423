package io.telltale.service.topic;

/** A bean that follows a topic with a {@link TopicReader}; liveness shows whether it still does. */
public interface TopicFollower {

    /** Name of the topic. */
    String name();

    /** {@link TopicReader#isDead}. */
    boolean isDead();
}
