/** What readiness and liveness are made of. */
@NullMarked
package com.danubemessaging.connect.runtime.health;

import org.jspecify.annotations.NullMarked;
