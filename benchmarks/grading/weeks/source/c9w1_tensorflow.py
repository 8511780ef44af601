# %% [markdown]
# # TensorFlow, for the benchmark
#
# Two functions: an activation, and a line that gradient descent finds.

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
# ### A line through points


# %% solve="fit_line"
def fit_line(x, y):
    """Return (slope, intercept) of the line that is closest to the points."""
    ### BEGIN SOLUTION
    x, y = tf.constant(x, tf.float32), tf.constant(y, tf.float32)
    line = tf.Variable([0.0, 0.0])
    optimizer = tf.keras.optimizers.SGD(learning_rate=0.5)
    for _ in range(60):
        with tf.GradientTape() as tape:
            cost = tf.reduce_mean((line[0] * x + line[1] - y) ** 2)
        optimizer.apply_gradients([(tape.gradient(cost, line), line)])
    ### END SOLUTION
    return line


# %% check="fit_line"
check(fit_line)
