#pragma once

#include "core/db/database.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace hostler::testing {

/// When a connection breaks: at the first packet of the client that holds `word`.
struct Cue {
  enum class Moment {
    BeforeServer = 1,  ///< the packet never reaches the server
    AfterServer        ///< the server has done what it says, and its answer is lost
  };
  std::string word{};  ///< a part of a statement or of a text that is bound to one
  Moment moment = Moment::BeforeServer;
  int times = 1;                ///< for so many connections
  std::string after{};          ///< only behind a packet that holds this, on the same connection
  std::size_t answerBytes = 0;  ///< how much of the server's answer still comes through
};

/// Stands between a program and its MySQL or MariaDB server, on loopback and without TLS, passes on
/// what both say, and breaks connections on cue, as a network would. Thread-safe; breaks everything
/// when it goes.
class MysqlRelay {
 public:
  /// Throws std::runtime_error when no port can be had.
  explicit MysqlRelay(const db::DatabaseUrl& server);
  ~MysqlRelay();
  MysqlRelay(const MysqlRelay&) = delete;
  MysqlRelay& operator=(const MysqlRelay&) = delete;

  /// The database's address by way of the relay.
  const db::DatabaseUrl& url() const { return url_; }

  /// From now on it waits for this cue alone.
  void cutOn(Cue cue);
  void passEverything();
  /// Breaks all connections now; they are broken when it returns.
  void cutAll();
  /// Whether new connections are hung up on before the server says a word.
  void hangUpOnNewOnes(bool doesSo);

  /// How many connections a cue has broken.
  int cuts() const;
  /// How many packets of clients held this word, among those that came since it was asked to count.
  int counted() const;
  void count(std::string word);

 private:
  struct Line {
    int client = -1, server = -1;
    std::string begun;  // of the client's next packet
    bool isCued = false;
    bool isEnding = false;
    std::size_t answerLeft = 0;
    bool isOpen = true;
  };

  void run();
  void open();
  void fromClient(Line& line);
  void fromServer(Line& line);
  void passOn(Line& line, std::string_view packet);
  bool meetsCue(Line& line, std::string_view packet);
  static void hangUp(Line& line);

  db::DatabaseUrl url_;
  std::uint16_t serverPort_;
  int listener_ = -1, wake_ = -1;

  mutable std::mutex mutex_;  // all below; not held while waiting
  std::list<Line> lines_;
  std::optional<Cue> cue_;
  std::string countedWord_;
  int cuts_ = 0, counted_ = 0;
  bool hangsUp_ = false, isEnding_ = false;

  std::thread thread_;  // last, since it uses all of the rest
};

}  // namespace hostler::testing
