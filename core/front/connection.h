#pragma once

#include "core/front/body_budget.h"
#include "core/front/head_scanner.h"
#include "core/front/loop_parts.h"
#include "core/front/output.h"
#include "core/front/peer.h"
#include "core/front/posted_stream.h"
#include "core/front/request_reader.h"

#include <Poco/Net/StreamSocket.h>

#include <memory>
#include <string>
#include <string_view>

namespace hostler::front {

/// One connection: bytes in, requests to the application one at a time, answers out in order. It
/// belongs to the thread of its loop. Every call from the loop is a turn, which ends with the
/// deadline and the interest in the socket that fit what the connection then waits for.
class Connection final : public Watched, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Poco::Net::StreamSocket socket, Peer peer, LoopParts& loop);

  /// Enters the loop's lists; once, after construction.
  void open();
  void ready(Interest what) override;
  void deliver(Mail mail);
  /// The time of its state is up.
  void expire();
  /// Ends now if nothing is under way, else after what is.
  void drain();
  void close();

 private:
  template <class Work>
  void turn(Work work);
  void receive();
  void feed(std::string_view fresh);
  void advance();
  std::size_t converse(std::string_view bytes);
  std::size_t readHead(std::string_view bytes);
  std::size_t readBody(std::string_view bytes);
  void begin(std::string_view head, bool bodyIsHere);
  bool planFor(Request& request);
  void dispatch();
  bool mayRead() const;

  void refuse(int status);
  Response refusal(int status);
  void respond(Response response);
  OpenFile fileOf(Response& response);
  void addBody(Response& response, OpenFile file);
  bool flush();
  void finishClosing();

  void take(Response response);
  void take(Abandoned);
  void take(StreamOpened opened);
  void take(StreamBytes bytes);
  void take(StreamClosed closed);
  void endStream();
  void noteStreamProgress();

  void settle();
  void endWithoutInput();
  Interest interest() const;
  State stateNow() const;

  LoopParts& loop_;
  Poco::Net::StreamSocket socket_;
  Peer peer_;
  ConnectionLists::Place place_;
  State state_ = State::Head;
  Interest wanted_{.read = true};

  std::string input_;  // what has come of a request that is not whole, or may not be read yet
  HeadScanner scanner_;
  RequestReader reader_;
  BodyBudget::Share bodyShare_;
  Plan plan_;
  Output output_;
  std::shared_ptr<StreamState> stream_;
  std::size_t streamBacklog_ = 0;  // bytes of the stream that wait in output_
  std::uint64_t unhurried_ = 0;    // bytes that went since the time of the writing began
  Monotonic lingerUntil_{};

  bool isFresh_ = true;      // no byte has come yet
  bool isRenewed_ = false;   // the time of the state begins anew with this turn's end
  bool inputEnded_ = false;  // the peer sends no more, but may still read
  bool isHandling_ = false;  // an answer is owed by the application
  bool isHead_ = false;      // of the request under way
  bool isHttp11_ = true;
  bool keepsAlive_ = true;
  bool isChunked_ = false;     // the stream
  bool isClosing_ = false;     // nothing more is read as a request; ends when all is sent
  bool mayBeSending_ = false;  // the peer, when the connection ends
  bool isLingering_ = false;   // all is sent; waits for the peer to see it
  bool isClosed_ = false;
};

}  // namespace hostler::front
