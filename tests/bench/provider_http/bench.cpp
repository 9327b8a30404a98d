// What one request to a provider costs over TLS: through the SDK's client, which keeps its
// connections for what only reads and resumes sessions where it opens a new one, beside a libcurl
// handle that is new each time, with sessions resumed and without. In turn, in one run, at an nginx
// on loopback.   usage: bench_provider_http [REQUESTS] [ROUNDS]
#include "tests/bench/provider_http/new_handle.h"
#include "tests/bench/provider_http/tls_nginx.h"
#include "tests/bench/stage/row.h"
#include "tests/plugins/support/calls.h"

#include <hostler/http_client.hpp>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

namespace {

using namespace hostler;
using namespace hostler::bench;

/// The client that every plugin uses; tells as NewHandle does.
class SdkClient {
 public:
  SdkClient(const TlsNginx& server, sdk::Effect effect) {
    request_.url = server.url();
    request_.trust.authorities = server.authorities();
    request_.effect = effect;
  }
  std::string ask() {
    const auto result = client_.send(testing::callWith(), request_);
    const auto* response = std::get_if<sdk::HttpResponse>(&result);
    if (response == nullptr || response->status != 200)
      throw std::runtime_error{"the client's request was not answered"};
    return std::string{response->header("x-session")};
  }

 private:
  sdk::HttpClient client_;
  sdk::HttpRequest request_;
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

template <class Client>
double microsecondsEach(Client& client, int requests, const std::string& session) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < requests; ++i) {
    if (const auto told = client.ask(); told != session)
      throw std::runtime_error{"the session was \"" + told + "\" instead of \"" + session + "\""};
  }
  const auto took = std::chrono::steady_clock::now() - start;
  return std::chrono::duration<double, std::micro>(took).count() / requests;
}

}  // namespace

int main(int argc, char** argv) {
  const int requests = argc > 1 ? std::stoi(argv[1]) : 200,
            rounds = argc > 2 ? std::stoi(argv[2]) : 21;
  const TlsNginx server;
  SdkClient reading{server, sdk::Effect::Read}, writing{server, sdk::Effect::Write};
  NewHandle resumed{server.url(), server.authorities(), NewHandle::Sessions::Resumed},
      unresumed{server.url(), server.authorities(), NewHandle::Sessions::None};
  // The first of each makes the session: of the kept connection it stays the one that it was.
  reading.ask();
  writing.ask();
  resumed.ask();
  std::vector<double> kept, fresh, anew, bare;
  for (int i = 0; i < rounds; ++i) {
    kept.push_back(microsecondsEach(reading, requests, "."));
    fresh.push_back(microsecondsEach(writing, requests, "r"));
    anew.push_back(microsecondsEach(resumed, requests, "r"));
    bare.push_back(microsecondsEach(unresumed, requests, "."));
  }
  say("kept connection " + fine(median(kept)) + " us, new connection of the client " +
      fine(median(fresh)) + " us; new handle " + fine(median(anew)) + " us, without sessions " +
      fine(median(bare)) + " us");
  const double ratio = median(anew) / median(kept);
  print({"provider HTTP over a kept connection", fine(median(kept)) + " us",
         "a new handle each time, its session resumed " + fine(median(anew)) + " us", fine(ratio),
         "6", ratio >= 6});
}
