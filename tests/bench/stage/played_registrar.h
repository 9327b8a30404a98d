#pragma once

#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"

#include <cstddef>
#include <string>

namespace hostler::bench {

/// An account of the plugin `godaddy` whose provider is a sandbox of its own, so that what goes
/// wrong at one registrar goes wrong there alone.
class PlayedRegistrar {
 public:
  /// Configures and enables it in the engine that runs, and has its plugin started.
  PlayedRegistrar(testing::Installation& here, testing::HttpClient& owner, std::string name);

  const std::string& name() const { return name_; }
  /// The lane of its jobs.
  std::string lane() const { return "plugin." + name_; }
  /// From now on, until another word: `fault` as POST /_faults takes it, without the provider.
  void disturb(Json fault);
  /// How many requests it has received since the last disturb(), whatever became of them.
  std::size_t received();
  /// Asks the registrar itself, past the engine: "/v1/domains/available".
  testing::HttpAnswer ask(const std::string& path, const Json& body);

 private:
  std::size_t receivedInAll();

  std::string name_;
  testing::ProgramProcess sandbox_;
  testing::HttpClient client_;
  std::size_t before_ = 0;  // the requests that it had received at the last disturb()
};

}  // namespace hostler::bench
