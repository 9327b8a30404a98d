#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hostler {

/// A few threads that wait for registrars while people search, so that neither a search's calls
/// wait for one another nor many searches take all threads. They start with the first piece of work
/// and end with the crew. Thread-safe.
class SearchCrew {
 public:
  ~SearchCrew();

  /// False when too much waits already, and nothing was taken. What the work throws is dropped.
  bool take(std::function<void()> work);
  /// Ends the threads once they are done with what they have begun; the rest is dropped.
  void stop();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace hostler
