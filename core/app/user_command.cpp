#include "core/app/commands.h"
#include "core/app/product.h"

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace hostler::app {
namespace {

/// Keeps what is typed off the screen.
class Unseen {
 public:
  Unseen() : isTerminal_{tcgetattr(STDIN_FILENO, &before_) == 0} {
    if (!isTerminal_) return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  ~Unseen() {
    if (isTerminal_) tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool isTerminal_;
};

Secret askPassword(bool fromPipe) {
  std::string password;
  if (!fromPipe) std::cerr << "Password: " << std::flush;
  {
    const Unseen unseen;
    std::getline(std::cin, password);
  }
  if (!fromPipe) std::cerr << '\n';
  if (password.empty()) throw UsageError{"the password is empty"};
  return Secret{std::move(password)};
}

Exit user(const Arguments& arguments) {
  if (arguments.word(0, "create-admin") != "create-admin")
    throw UsageError{"there is only create-admin"};
  const auto email = arguments.get("email");
  if (email.empty()) throw UsageError{"--email is missing"};
  const auto password = askPassword(arguments.has("password-stdin"));
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  const auto id = product.accounts.createOwner(email, password);
  if (arguments.json()) {
    std::cout << dump({{"id", id.text()}, {"email", email}}) << '\n';
  } else {
    std::cout << email << " may sign in to admin\n";
  }
  return Exit::Done;
}

}  // namespace

Command userCommand() {
  return {"user",
          "create-admin",
          "Makes an owner of the platform.",
          {{"email", "E", "the address to sign in with"},
           {"password-stdin", "", "read the password from standard input"}},
          user};
}

}  // namespace hostler::app
