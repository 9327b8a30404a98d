#include "core/app/program.h"

int main(int argumentCount, char** arguments) {
  return hostler::app::runProgram(argumentCount, arguments);
}
