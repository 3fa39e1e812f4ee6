package com.danubemessaging.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** One conformance case. */
@Test
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Case {

    /** Its number (Danube protocol: conformance cases). */
    int value();

    /** How a real broker is known to differ: a hazard's number, or a word; empty if it does not. */
    String differs() default "";
}
