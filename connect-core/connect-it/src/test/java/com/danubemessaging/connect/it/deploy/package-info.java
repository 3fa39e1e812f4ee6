/**
 * What people deploy: the scripts and files of {@code docker/}, the chart in {@code helm/}, the compose files of the
 * examples, and the jars. None of it needs a container engine or a cluster here, so this is what can be known without
 * one: that files name what exists, that connectors take their configurations, that the runtime of an image carries
 * them, and that the chart renders what Kubernetes accepts.
 *
 * <p>Tools of others judge where there are any: {@code helm}, {@code promtool}, Kubernetes' own schemas as the Python
 * package {@code kubernetes-validate} ships them, and the schema of the Compose specification. Where one is missing,
 * its tests are skipped and say so; {@code .ci/run} installs them.
 */
@NullMarked
package com.danubemessaging.connect.it.deploy;

import org.jspecify.annotations.NullMarked;
