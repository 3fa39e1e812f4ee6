/** Which tokens are valid, and above all which are not. */
@NullMarked
package com.danubemessaging.embedded.internal.security;

import org.jspecify.annotations.NullMarked;
