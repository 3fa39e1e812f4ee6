/**
 * The HTTP server. A {@link com.danubemessaging.connect.source.webhook.http.WebhookServer} makes an exchange of each
 * request; an exchange answers only when Danube has the record, or says that it has not. Statuses and bodies are those
 * of the Rust connector.
 */
@NullMarked
package com.danubemessaging.connect.source.webhook.http;

import org.jspecify.annotations.NullMarked;
