/** install_system.sh and uninstall_system.sh, against tools that write their calls down. */
package io.lambdax.install;
