/** Tests of what sinks and sources share: backoff, timers, and what the module may depend on. */
@NullMarked
package com.danubemessaging.connect.engine;

import org.jspecify.annotations.NullMarked;
