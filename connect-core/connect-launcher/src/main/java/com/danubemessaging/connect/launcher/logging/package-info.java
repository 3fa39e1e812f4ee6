/**
 * The process's log: one line per event on standard output, configured in code.
 *
 * <p>Upstream's connectors are steered by {@code RUST_LOG}, so operators have such values in their manifests. They are
 * understood here: {@link com.danubemessaging.connect.launcher.logging.LogDirectives} reads the syntax,
 * {@link com.danubemessaging.connect.launcher.logging.RustModules} says which of our loggers a Rust module stands for,
 * {@link com.danubemessaging.connect.launcher.logging.LogSettings} decides who wins over whom, and
 * {@link com.danubemessaging.connect.launcher.logging.Logging} applies the result to Logback. Text looks as upstream's
 * does; {@code LOG_FORMAT=json} writes one object per line.
 *
 * <p>Called by the launcher only: an application that embeds a connector has a log of its own.
 */
@NullMarked
package com.danubemessaging.connect.launcher.logging;

import org.jspecify.annotations.NullMarked;
