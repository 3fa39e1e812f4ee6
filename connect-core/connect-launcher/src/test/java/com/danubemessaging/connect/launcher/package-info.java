/** Tests of the launcher: commands within this JVM, signals and exit codes with processes of their own. */
@NullMarked
package com.danubemessaging.connect.launcher;

import org.jspecify.annotations.NullMarked;
