package io.telltale.simulator.switches;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The whole numbers that a quirk may have; others are refused with its name. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Range {

    int least();

    int most();

    /** Whether 0 is accepted as well. */
    boolean orZero() default false;
}
