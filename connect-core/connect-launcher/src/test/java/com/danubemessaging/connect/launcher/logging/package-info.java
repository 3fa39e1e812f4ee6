/** Tests of levels and forms of the log. */
@NullMarked
package com.danubemessaging.connect.launcher.logging;

import org.jspecify.annotations.NullMarked;
