/** The HTTP listener on the metrics port. */
@NullMarked
package com.danubemessaging.connect.runtime.admin;

import org.jspecify.annotations.NullMarked;
