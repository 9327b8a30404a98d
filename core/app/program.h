#pragma once

namespace hostler::app {

/// The one program: finds the command, runs it, and answers the process's exit code.
int runProgram(int argumentCount, char** arguments);

}  // namespace hostler::app
