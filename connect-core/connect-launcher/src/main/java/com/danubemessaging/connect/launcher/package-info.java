/**
 * One connector as one process: the main class of every connector's fat jar, and all that only a process has.
 *
 * <p>{@link com.danubemessaging.connect.launcher.DanubeConnect} reads the command line and the environment, finds the
 * connector among the {@link com.danubemessaging.connect.api.ConnectorProvider providers} on the class path, loads its
 * configuration and hands both to the runtime inside a Vert.x that Vert.x's own launcher has built, so that Vert.x's
 * flags and system properties work as everywhere. From then on a process has three ways to end, which {@code Lifetime}
 * brings together: a signal, the connector's own end, a start that failed. Each has its
 * {@link com.danubemessaging.connect.launcher.ExitCode}.
 *
 * <p>This is the only place that reads the environment, handles signals, prints, configures logging and ends the JVM.
 * Nothing here is for applications that embed a connector: they use the runtime.
 */
@NullMarked
package com.danubemessaging.connect.launcher;

import org.jspecify.annotations.NullMarked;
