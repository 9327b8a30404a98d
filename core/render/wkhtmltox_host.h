#pragma once

namespace hostler::render {

/// The child's side of a WkhtmltoxWorker: loads the library named by the last argument and serves
/// its parent until that closes the channel. What `hostler pdf-host` does. Returns the exit code.
int servePdfLibrary(int argc, char** argv);

}  // namespace hostler::render
