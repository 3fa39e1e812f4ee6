/**
 * The connector {@code source-webhook}: an HTTP server whose requests become records of Danube topics.
 *
 * <p>The idea: 200 means that Danube has the event. The answer waits for the broker's confirmation, within the time for
 * a request; where that does not come, the answer is 503 with {@code Retry-After}, what was not sent is withdrawn, and
 * the sender sends again. So the connector keeps nothing: what waits is bounded, in requests and bytes.
 *
 * <p>The way of a request is {@code http.Exchange}: credentials ({@code auth}), rate limit ({@code limit}), path and
 * method ({@code route}), body, records ({@code record}), Danube, answer.
 *
 * <p>All classes but {@link com.danubemessaging.connect.source.webhook.WebhookSourceProvider} are internal to this
 * connector.
 */
@NullMarked
package com.danubemessaging.connect.source.webhook;

import org.jspecify.annotations.NullMarked;
