# %% [markdown]
# # TensorFlow, for the benchmark
#
# Two functions: an activation, and the gradient of one neuron.

# %% setup="imports"
import tensorflow as tf

from course_utils.desk import check

# %% [markdown]
# ### The sigmoid


# %% solve="sigmoid"
def sigmoid(x):
    """Return the sigmoid of x."""
    ### BEGIN SOLUTION
    s = tf.keras.activations.sigmoid(tf.constant(x, tf.float32))
    ### END SOLUTION
    return s


# %% check="sigmoid"
check(sigmoid)

# %% [markdown]
# ### Cost and gradient, by the tape


# %% solve="propagate"
def propagate(w, b, X, Y):
    """Return the gradients and the cost of one neuron on all examples."""
    ### BEGIN SOLUTION
    w, b = tf.Variable(w, dtype=tf.float32), tf.Variable(b, dtype=tf.float32)
    X, Y = tf.constant(X, tf.float32), tf.constant(Y, tf.float32)
    with tf.GradientTape() as tape:
        logits = tf.transpose(w) @ X + b
        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=Y, logits=logits)
        cost = tf.reduce_mean(losses)
    dw, db = tape.gradient(cost, [w, b])
    grads = {"dw": dw.numpy(), "db": float(db)}
    ### END SOLUTION
    return grads, float(cost)


# %% check="propagate"
check(propagate)
