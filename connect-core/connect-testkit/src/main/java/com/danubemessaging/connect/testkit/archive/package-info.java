/**
 * Makes the class-data archive with which a connector starts in about half the time.
 *
 * <p>A JVM spends most of a connector's start on reading and verifying some five thousand classes. With an archive it
 * maps them instead. Which classes that are is learnt from a run of the fat jar itself: against a Danube broker that
 * lives as long as the run, and an external system that does not exist, so that a build needs neither.
 */
@NullMarked
package com.danubemessaging.connect.testkit.archive;

import org.jspecify.annotations.NullMarked;
