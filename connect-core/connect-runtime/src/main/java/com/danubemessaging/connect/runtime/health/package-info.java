/**
 * What readiness and liveness are made of. Live means that the event loop turns. Ready means progress: connected, the
 * target takes records, and nothing that waits has stood still for too long. A connector's own checks count after a few
 * failures in a row, its own reports at once. The only room that sees vertx-health-check.
 */
@NullMarked
package com.danubemessaging.connect.runtime.health;

import org.jspecify.annotations.NullMarked;
