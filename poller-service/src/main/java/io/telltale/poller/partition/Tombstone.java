package io.telltale.poller.partition;

import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;

/**
 * That nothing is kept any more under a key.
 *
 * @param topic a compacted topic
 * @param key of its records
 */
record Tombstone(Topic<?> topic, String key) {

    static Tombstone ofTask(String id) {
        return new Tombstone(Topics.POLLER_TASK, id);
    }

    static Tombstone ofCheckpoint(String key) {
        return new Tombstone(Topics.POLLER_CHECKPOINT, key);
    }

    static Tombstone ofHealth(String key) {
        return new Tombstone(Topics.SOURCE_HEALTH, key);
    }
}
