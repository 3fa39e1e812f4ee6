/**
 * What a Danube broker must do, as cases with numbers (Danube protocol: conformance cases). Each test is one case,
 * named by its sentence, and speaks to the broker by hand, so that it can be pointed at any: the embedded one, one at
 * an address, or the public image in a container. Where a real broker is known to differ, the case carries the hazard's
 * number; such a difference is reported and does not fail the run. Cases that need a scripted server instead of a
 * broker are tests of the client.
 *
 * <p>Start with {@link com.danubemessaging.conformance.Target}, which says which broker it is.
 */
@NullMarked
package com.danubemessaging.conformance;

import org.jspecify.annotations.NullMarked;
