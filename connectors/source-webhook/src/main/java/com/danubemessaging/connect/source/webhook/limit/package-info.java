/** How much is taken from outside: token buckets, and bounds of what waits. */
@NullMarked
package com.danubemessaging.connect.source.webhook.limit;

import org.jspecify.annotations.NullMarked;
