/** Which path goes to which Danube topic, and how. */
@NullMarked
package com.danubemessaging.connect.source.webhook.route;

import org.jspecify.annotations.NullMarked;
