// The bare front behind the smallest application there is: what a request costs before anything is
// done for it. usage: bench_front_server BODY_BYTES      prints its port, serves until its input
// ends
//   GET /inline   answered on the loop's thread       GET /worker   answered by a worker
#include "core/front/front.h"

#include <csignal>
#include <cstdio>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace hostler;

class Constant final : public front::Application {
 public:
  explicit Constant(std::size_t size)
      : body_{std::make_shared<const std::string>("{\"data\":\"" + std::string(size - 11, 'x') +
                                                  "\"}")} {}

  front::Plan plan(const front::Request& head) override {
    return {.quick = head.path() != "/worker"};
  }

  void handle(front::Request, front::Responder responder) override {
    responder.answer(
        {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = body_});
  }

  front::Response refusal(int status) override {
    return {.status = status, .headers = {}, .body = std::string{"refused\n"}};
  }

 private:
  const front::SharedBody body_;
};

void allowManyDescriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  allowManyDescriptors();
  Constant application{argc > 1 ? std::stoul(argv[1]) : 60};
  front::Front front{application, {.headTimeout = std::chrono::seconds{60}}};
  front.start();
  std::printf("%d\n", front.port());
  std::fflush(stdout);
  char byte = 0;
  while (::read(STDIN_FILENO, &byte, 1) > 0) {
  }
  front.stop();
}
