package com.danubemessaging.connect.source.webhook.record;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * One event of a body.
 *
 * @param payload its bytes
 * @param attributes that it brings itself
 */
record Event(Buffer payload, Map<String, String> attributes) {}
