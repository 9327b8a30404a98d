// Plays a plugin's imagined provider for as long as a command takes that is told where:
// sample_provider_sandbox NAME COMMAND…, in which {sandbox} becomes the address. Its exit code is
// the command's.

#include "tests/plugins/sdk/scaffold/sample_provider.h"
#include "tests/plugins/support/sandbox_server.h"

#include <iostream>
#include <spawn.h>
#include <sys/wait.h>
#include <vector>

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "sample_provider_sandbox NAME COMMAND…\n";
    return 2;
  }
  hostler::sandbox::Providers played;
  played.push_back(hostler::testing::makeSampleProvider(words[1]));
  const hostler::testing::SandboxServer server{{}, std::move(played)};

  std::vector<std::string> command;
  for (int i = 2; i < count; ++i)
    command.push_back(words[i] == std::string_view{"{sandbox}"} ? server.url() : words[i]);
  std::vector<char*> arguments;
  for (auto& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (::posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    std::cerr << "cannot start " << command[0] << '\n';
    return 2;
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
