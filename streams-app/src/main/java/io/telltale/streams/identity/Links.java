package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceLink;
import java.util.List;

/** The links as they stand: for each ref all that name it, declared or withdrawn. */
@FunctionalInterface
public interface Links {

    /** All links that name the ref, in any order. */
    List<DeviceLink> naming(String ref);
}
